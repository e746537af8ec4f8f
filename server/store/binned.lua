#!lua flags=allow-oom
-- SPDX-FileCopyrightText: 2026 Waardenbord contributors
-- SPDX-License-Identifier: EUPL-1.2
--
-- Throw a log away, or take it back, in one step: its keys get other names.
-- Every read stands before the first write, so an answer other than DONE has changed nothing.
--
-- KEYS  1 log   2 head   3 clients   4 5 6 the same in the bin   7 record   8 hold
-- ARGV  1 "in" or "out"   2 why   3 4 5 the head that it must have (epoch, seq, nonce; epoch "": whatever it is)   6 channel
--       7 whose it is   8 since which day what others may point to is gone

local from, to = 0, 3
if ARGV[1] == 'out' then from, to = 3, 0 end
if redis.call('EXISTS', KEYS[from + 2]) == 0 then
  return 'NONE'
end
if ARGV[1] == 'out' and redis.call('EXISTS', KEYS[1], KEYS[2], KEYS[3]) > 0 then
  return 'TAKEN'
end
if ARGV[1] == 'in' then
  if redis.call('EXISTS', KEYS[8]) == 1 then
    return 'HELD'
  end
  local have = redis.call('HMGET', KEYS[2], 'epoch', 'seq', 'nonce')
  if ARGV[3] ~= '' and (have[1] ~= ARGV[3] or have[2] ~= ARGV[4] or have[3] ~= ARGV[5]) then
    return 'MOVED'
  end
end
local there = {}
for part = 1, 3 do
  there[part] = redis.call('EXISTS', KEYS[from + part]) == 1
end
local time = redis.call('TIME')

-- An older one in the bin gives way to the one that lived since.
redis.call('DEL', KEYS[to + 1], KEYS[to + 2], KEYS[to + 3])
for part = 1, 3 do
  if there[part] then redis.call('RENAME', KEYS[from + part], KEYS[to + part]) end
end
if ARGV[1] == 'in' then
  redis.call('HSET', KEYS[7], 'at_ms', string.format('%.0f', time[1] * 1000), 'why', ARGV[2], 'of', ARGV[7],
    'gone_since', ARGV[8])
else
  redis.call('DEL', KEYS[7])
end
redis.call('PUBLISH', ARGV[6], '')
return 'DONE'
