"""What Redis carries out as one step, in Lua."""

from __future__ import annotations

from typing import Final

_OURS: Final = """
local function ours(lock, update, me)
  local holder = redis.call('GET', lock)
  if holder then return holder == me end
  local by = redis.call('GET', update)
  return not by or by == me
end
"""
ENTER: Final = """
local lock, waiting, alive, update = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local me, number, lease, patience = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for _, range in ipairs({{'-inf', now}, {'(' .. now + 2 * patience, '+inf'}}) do
  for _, gone in ipairs(redis.call('ZRANGEBYSCORE', alive, range[1], range[2])) do
    redis.call('ZREM', waiting, gone)
    redis.call('ZREM', alive, gone)
  end
end
local holder = redis.call('PTTL', lock) <= 2 * lease and redis.call('GET', lock)
local first = redis.call('ZRANGE', waiting, 0, 0)[1]
if (holder and holder ~= me) or (first and tonumber(first) < tonumber(number)) then
  redis.call('ZADD', waiting, number, number)
  redis.call('ZADD', alive, now + patience, number)
  redis.call('PEXPIRE', waiting, patience)
  redis.call('PEXPIRE', alive, patience)
  return 'wait'
end
redis.call('ZREM', waiting, number)
redis.call('ZREM', alive, number)
if redis.call('EXISTS', update) == 1 then return 'done' end
redis.call('SET', lock, me, 'PX', lease)
return 'mine'
"""
"""Keys: lock, waiting, alive, update; values: who asks, number of the update, lease and patience in milliseconds.

`mine`: the turn has begun. `wait`: it is another's, or an earlier update waits. `done`: the update was handled.
`waiting` holds the numbers that wait, `alive` until when each is believed to. What would last for longer than it was
ever given is of a time before the server's clock was set back: nobody is kept waiting until that time comes again.
"""
COUNT: Final = """
local left = redis.call('PTTL', KEYS[1])
if left < 0 or left > tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], 1, 'PX', ARGV[1])
  return 1
end
return redis.call('INCR', KEYS[1])
"""
"""Key: a counter; value: its window in milliseconds. How often it was counted in its window, this time included.

A window that would last for longer than it was given is of a time before the server's clock was set back.
"""
PROLONG: Final = (
    _OURS
    + """
if not ours(KEYS[1], KEYS[2], ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
)
"""Keys: lock, update; values: who asks, lease in milliseconds. 1: prolonged, 0: the turn was lost."""
LEAVE: Final = (
    _OURS
    + """
if not ours(KEYS[1], KEYS[2], ARGV[1]) then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
for i = 3, #KEYS do
  local value, time = ARGV[2 * i - 3], ARGV[2 * i - 2]
  if time == '0' then redis.call('DEL', KEYS[i]) else redis.call('SET', KEYS[i], value, 'PX', time) end
end
redis.call('DEL', KEYS[1])
return 1
"""
)
"""Keys: lock, update, what is kept; values: who asks, time to live of the note, then value and time of each.

Times are in milliseconds, 0 drops the key. 1: noted and kept, 0: the turn was lost and nothing is changed.
"""
ABANDON: Final = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end return 1"
"""Key: lock; value: who asks."""
