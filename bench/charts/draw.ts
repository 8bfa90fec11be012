import type { Series } from '../bench'
import { quantile } from '../statistics'
import { barChart, lineChart, ticksTo } from './plot'

/** The charts of what was measured, by file name. */
export function drawAll({ settle, concurrency, stored }: Series): Record<string, string> {
  return {
    ...(settle.length > 0 ? { 'settle-times.svg': settleTimes(settle) } : {}),
    ...(concurrency.length > 0 ? { 'throughput.svg': throughput(concurrency) } : {}),
    ...(stored.length > 1 ? { 'stored-orders.svg': storedOrders(stored) } : {}),
  }
}

/** The slowest hundredth is left out, so that the rest can be seen. */
function settleTimes(times: readonly number[]) {
  const longest = quantile(times, 0.99)
  const ticks = ticksTo(longest)
  const step = (ticks[1] ?? 1) / 5
  const bars = Array.from({ length: Math.ceil(longest / step) }, (_, index) => {
    const from = index * step
    const within = times.filter((time) => time >= from && time < from + step)
    return { x: from, y: (100 * within.length) / times.length }
  })
  return barChart(bars, step, {
    title: 'From checkout to settled, at low load',
    x: { label: 'milliseconds', ticks },
    y: { label: '% of purchases', ticks: ticksTo(Math.max(...bars.map(({ y }) => y))) },
  })
}

const throughput = (points: Series['concurrency']) =>
  lineChart(points, {
    title: 'Purchases settled a second',
    x: { label: 'purchases in flight', ticks: points.map(({ x }) => x), log: true },
    y: { label: 'per second', ticks: ticksTo(Math.max(...points.map(({ y }) => y))) },
  })

const storedOrders = (points: Series['stored']) =>
  lineChart(points, {
    title: 'Time of one purchase, by orders stored',
    x: { label: 'orders stored', ticks: points.map(({ x }) => x), log: true },
    y: { label: 'in GetItems', ticks: ticksTo(1.2 * Math.max(...points.map(({ y }) => y))) },
  })
