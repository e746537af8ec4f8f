-- SPDX-FileCopyrightText: 2026 Waardenbord contributors
-- SPDX-License-Identifier: EUPL-1.2
--
-- A log that was written aside becomes one that is read, in one step.
-- Every read stands before the first write, so an answer other than DONE has changed nothing.
--
-- KEYS  1 2 log and clients written aside   3 log   4 head   5 clients   6 record that it was destroyed
--       7 record that it lies in the bin   8 9 10 log, head and clients there
-- ARGV  1 how many clients   2 3 4 5 epoch, seq, nonce and clock of the head   6 1 when it may come back all the same
--
-- A nonce has 64 bits, a Lua number 53: nonces stay strings.

if redis.call('EXISTS', KEYS[3], KEYS[4], KEYS[5]) > 0 then
  return 'EXISTS'
end
if ARGV[6] ~= '1' and redis.call('EXISTS', KEYS[6], KEYS[7]) > 0 then
  return 'DESTROYED'
end
-- What was written aside goes by itself after a while.
if redis.call('XLEN', KEYS[1]) ~= tonumber(ARGV[3]) or redis.call('HLEN', KEYS[2]) ~= tonumber(ARGV[1]) then
  return 'GONE'
end

-- Nothing lives and lies in the bin as well.
redis.call('DEL', KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10])
redis.call('RENAME', KEYS[1], KEYS[3])
redis.call('PERSIST', KEYS[3])
if tonumber(ARGV[1]) > 0 then
  redis.call('RENAME', KEYS[2], KEYS[5])
  redis.call('PERSIST', KEYS[5])
end
redis.call('HSET', KEYS[4], 'epoch', ARGV[2], 'seq', ARGV[3], 'nonce', ARGV[4], 'ms', ARGV[5])
return 'DONE'
