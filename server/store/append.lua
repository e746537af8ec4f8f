-- SPDX-FileCopyrightText: 2026 Waardenbord contributors
-- SPDX-License-Identifier: EUPL-1.2
--
-- Compare, store, publish and settle in one step. Shape after centrifuge's broker_history_add_stream.lua.
-- Every read stands before the first write, so an answer other than APPENDED has changed nothing.
--
-- KEYS  1 log (stream, ids seq-0)   2 head (hash)   3 clients (hash: client -> "n:outcome")
-- ARGV  1 2 3 expected epoch, seq, nonce ("", 0, 0: there must be no log)   4 not_before_ms
--       5 epoch for a new log   6 channel   7 longest tail in a conflict
--       then five for each item: payload ("" for none), nonce, client ("" for none), n, outcome
--
-- A nonce has 64 bits, a Lua number 53: nonces stay strings.

local want_epoch, want_seq, want_nonce = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local FIRST, WIDTH = 8, 5

local have = redis.call('HMGET', KEYS[2], 'epoch', 'seq', 'nonce', 'ms')
local epoch, seq, nonce = have[1] or '', tonumber(have[2] or 0), have[3] or '0'

-- The log's clock never runs back, also when the host's does or another host takes over.
local time = redis.call('TIME')
local now_ms = math.max(tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000), tonumber(have[4] or 0))

local function decimal(number)
  return string.format('%.0f', number)
end

local function nonce_at(at)
  local found = redis.call('XRANGE', KEYS[1], decimal(at) .. '-0', decimal(at) .. '-0')
  if #found == 0 then
    return nil
  end
  local fields = found[1][2]
  for i = 1, #fields, 2 do
    if fields[i] == 'n' then
      return fields[i + 1]
    end
  end
end

if epoch ~= want_epoch or seq ~= want_seq or nonce ~= want_nonce then
  local tail, complete = {}, 0
  local same_life = epoch ~= '' and (want_epoch == '' or want_epoch == epoch)
  if same_life and want_seq < seq and (want_seq == 0 or nonce_at(want_seq) == want_nonce) then
    tail = redis.call('XRANGE', KEYS[1], decimal(want_seq + 1) .. '-0', '+', 'COUNT', ARGV[7])
    if want_seq + #tail == seq then
      complete = 1
    end
  end
  return {'CONFLICT', epoch, seq, nonce, now_ms, complete, tail}
end

for i = FIRST, #ARGV, WIDTH do
  local client, n = ARGV[i + 2], tonumber(ARGV[i + 3])
  local settled = client ~= '' and redis.call('HGET', KEYS[3], client)
  if settled then
    local colon = string.find(settled, ':', 1, true)
    local last = tonumber(string.sub(settled, 1, colon - 1))
    if last >= n then
      return {'DUPLICATE', (i - FIRST) / WIDTH, last, string.sub(settled, colon + 1), now_ms}
    end
  end
end

if tonumber(ARGV[4]) > now_ms then
  return {'EARLY', now_ms}
end

if epoch == '' then
  epoch = ARGV[5]
end

local function field(text)
  return struct.pack('>I4', #text) .. text
end

local at = decimal(now_ms)
local message = {field(epoch), field(at), field(want_epoch), field(decimal(seq)), field(nonce)}
local first_part = #message + 1
for i = FIRST, #ARGV, WIDTH do
  local payload, item_nonce, client, n = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  if payload ~= '' then
    seq, nonce = seq + 1, item_nonce
    -- The same fields in the same order: the stream then stores their names once per block.
    redis.call('XADD', KEYS[1], decimal(seq) .. '-0', 'p', payload, 'n', nonce, 't', at, 'c', client, 'k', n)
    message[#message + 1] = field(nonce) .. field(client) .. field(n) .. field(payload)
  end
end
if #message >= first_part then
  redis.call('HSET', KEYS[2], 'epoch', epoch, 'seq', decimal(seq), 'nonce', nonce, 'ms', at)
end
for i = FIRST, #ARGV, WIDTH do
  if ARGV[i + 2] ~= '' then
    redis.call('HSET', KEYS[3], ARGV[i + 2], ARGV[i + 3] .. ':' .. ARGV[i + 4])
  end
end
if #message >= first_part then
  redis.call('PUBLISH', ARGV[6], table.concat(message))
end
return {'APPENDED', epoch, seq, nonce, now_ms}
