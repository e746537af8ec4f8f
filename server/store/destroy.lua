#!lua flags=allow-oom
-- SPDX-FileCopyrightText: 2026 Waardenbord contributors
-- SPDX-License-Identifier: EUPL-1.2
--
-- Take a log away and leave a record that it was, in one step; also when the memory is full. From then on nothing puts it back.
-- Every read stands before the first write, so an answer other than DONE has changed nothing.
--
-- KEYS  1 log   2 head   3 clients   4 record (hash)   5 hold
--       of one in the bin besides   6 record in the bin   7 8 9 log, head and clients as they live
-- ARGV  1 2 3 the head that it must have (epoch, seq, nonce; epoch "": whatever it is)   4 why   5 channel   6 rule
--       7 since which day what others may point to is gone; of one in the bin its record there says so

local have = redis.call('HMGET', KEYS[2], 'epoch', 'seq', 'nonce')
if redis.call('EXISTS', KEYS[1], KEYS[2], KEYS[3]) == 0 then
  return redis.call('EXISTS', KEYS[4]) == 1 and 'DESTROYED' or 'NONE'
end
if ARGV[1] ~= '' and (have[1] ~= ARGV[1] or have[2] ~= ARGV[2] or have[3] ~= ARGV[3]) then
  return 'MOVED'
end
if redis.call('EXISTS', KEYS[5]) == 1 then
  return 'HELD'
end
-- It lives again: then only what lies in the bin goes, as everything with a record loses all that is named after it.
if KEYS[7] and redis.call('EXISTS', KEYS[7], KEYS[8], KEYS[9]) > 0 then
  redis.call('DEL', KEYS[1], KEYS[2], KEYS[3], KEYS[6])
  return 'LIVES'
end
local gone_since = ARGV[7]
if KEYS[6] then
  gone_since = redis.call('HGET', KEYS[6], 'gone_since') or ''
end
local time = redis.call('TIME')
local now_ms = string.format('%.0f', tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000))

redis.call('HSET', KEYS[4], 'at_ms', now_ms, 'why', ARGV[4], 'rule', ARGV[6], 'entries', have[2] or '0', 'unfinished', '1',
  'gone_since', gone_since)
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
-- In the same step, or whoever is killed here leaves a bin in which something lies that nobody can take out.
if KEYS[6] then
  redis.call('DEL', KEYS[6])
end
redis.call('PUBLISH', ARGV[5], '')
return 'DONE'
