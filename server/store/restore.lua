-- SPDX-FileCopyrightText: 2026 Waardenbord contributors
-- SPDX-License-Identifier: EUPL-1.2
--
-- Put back entries that the log had and lost, as they were: same numbers, nonces, times, clients.
-- Every read stands before the first write, so an answer other than RESTORED has changed nothing.
--
-- KEYS  1 log   2 head   3 clients (as in append.lua)   4 record that it was destroyed: then nothing is put back
-- ARGV  1 2 3 the head that the log has now (epoch, seq, nonce; "", 0, 0: there is no log)   4 epoch   5 channel
--       then five for each entry: payload, nonce, at_ms, client ("" for none), n
--
-- A nonce has 64 bits, a Lua number 53: nonces stay strings.

local FIRST, WIDTH = 6, 5

local have = redis.call('HMGET', KEYS[2], 'epoch', 'seq', 'nonce', 'ms')
local epoch, seq, nonce, ms = have[1] or '', tonumber(have[2] or 0), have[3] or '0', tonumber(have[4] or 0)
if epoch ~= ARGV[1] or seq ~= tonumber(ARGV[2]) or nonce ~= ARGV[3] then
  return 'CONFLICT'
end
if redis.call('EXISTS', KEYS[4]) == 1 then
  return 'DESTROYED'
end

-- Counters went back together with the entries; what they say about later commands stands.
local counters = {}
for i = FIRST, #ARGV, WIDTH do
  local client, n = ARGV[i + 3], tonumber(ARGV[i + 4])
  if client ~= '' then
    local settled = counters[client] or redis.call('HGET', KEYS[3], client)
    if not settled or tonumber(string.match(settled, '^%d+')) < n then
      counters[client] = ARGV[i + 4] .. ':'
    end
  end
end

local function decimal(number)
  return string.format('%.0f', number)
end

local function field(text)
  return struct.pack('>I4', #text) .. text
end

for i = FIRST, #ARGV, WIDTH do
  local payload, item_nonce, at, client, n = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  local before = field(epoch) .. field(decimal(seq)) .. field(nonce)
  epoch, seq, nonce, ms = ARGV[4], seq + 1, item_nonce, math.max(ms, tonumber(at))
  redis.call('XADD', KEYS[1], decimal(seq) .. '-0', 'p', payload, 'n', nonce, 't', at, 'c', client, 'k', n)
  local entry = field(nonce) .. field(client) .. field(n) .. field(payload)
  redis.call('PUBLISH', ARGV[5], field(epoch) .. field(at) .. before .. entry)
end
redis.call('HSET', KEYS[2], 'epoch', epoch, 'seq', decimal(seq), 'nonce', nonce, 'ms', decimal(ms))
for client, settled in pairs(counters) do
  redis.call('HSET', KEYS[3], client, settled)
end
return 'RESTORED'
