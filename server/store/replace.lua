#!lua flags=allow-oom
-- SPDX-FileCopyrightText: 2026 Waardenbord contributors
-- SPDX-License-Identifier: EUPL-1.2
--
-- A log that was written aside takes the place of the one that is read, in one step, as a new life of it. Counters stay,
-- unless what was written tells what they told.
-- Every read stands before the first write, so an answer other than DONE has changed nothing.
--
-- KEYS  1 log written aside   2 log   3 head   4 counters
-- ARGV  1 2 3 the head that it must have (epoch, seq, nonce)   4 5 6 the new one   7 channel   8 whether counters go, 1 or 0

local have = redis.call('HMGET', KEYS[3], 'epoch', 'seq', 'nonce')
if have[1] ~= ARGV[1] or have[2] ~= ARGV[2] or have[3] ~= ARGV[3] then
  return 'MOVED'
end
-- What was written aside goes by itself after a while.
if redis.call('XLEN', KEYS[1]) ~= tonumber(ARGV[5]) then
  return 'GONE'
end

redis.call('RENAME', KEYS[1], KEYS[2])
redis.call('PERSIST', KEYS[2])
redis.call('HSET', KEYS[3], 'epoch', ARGV[4], 'seq', ARGV[5], 'nonce', ARGV[6])
if ARGV[8] == '1' then
  redis.call('DEL', KEYS[4])
end
redis.call('PUBLISH', ARGV[7], '')
return 'DONE'
