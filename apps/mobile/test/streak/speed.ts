import { busyMember, computeToday } from './busy-member.js'

/*
 * Prints how long a member with 80 habits and five years of history waits for today: first in a
 * fresh process, then the median and the fastest of many. Run it with
 * `npx tsc && node build/test/mobile/test/streak/speed.js`.
 */

const member = busyMember()
const times: number[] = []
for (let i = 0; i < 300; i++) {
  const start = performance.now()
  computeToday(member)
  times.push(performance.now() - start)
}
const [first = NaN] = times
times.sort((one, other) => one - other)
const [fastest = NaN] = times
const median = times[times.length / 2]
console.log(
  `first ${first.toFixed(2)} ms, median ${median?.toFixed(2)} ms, fastest ${fastest.toFixed(2)} ms`,
)
