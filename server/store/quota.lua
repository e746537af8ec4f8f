-- SPDX-FileCopyrightText: 2026 Waardenbord contributors
-- SPDX-License-Identifier: EUPL-1.2
--
-- A token bucket that all workers share, on the store's clock. It goes by itself when it would be full again.
--
-- KEYS  1 bucket (hash)
-- ARGV  1 how many at once   2 milliseconds in which one comes back
--
-- Answers how many milliseconds to wait; 0 when one was taken.

local burst, each_ms = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now_ms = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local have = redis.call('HMGET', KEYS[1], 'left', 'ms')
local left, at_ms = tonumber(have[1] or burst), tonumber(have[2] or now_ms)
left = math.min(burst, left + math.max(0, now_ms - at_ms) / each_ms)
if left < 1 then
  return math.ceil((1 - left) * each_ms)
end
redis.call('HSET', KEYS[1], 'left', tostring(left - 1), 'ms', string.format('%.0f', now_ms))
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', math.ceil((burst - left + 1) * each_ms)))
return 0
