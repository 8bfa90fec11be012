import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Moved } from '@/lib/queue/queue'
import { LastHour } from './last-hour'
import { Sparkline } from './sparkline'

const quiet: Moved = { in: 0, out: 0 }
const hourOf = (...latest: Moved[]) => [...Array<Moved>(60 - latest.length).fill(quiet), ...latest]

test('the busiest minute of an hour reaches the top of its picture, and a quiet hour lies at the bottom', () => {
  const heightsIn = (minutes: Moved[]) => {
    const [came = '', done = ''] = [
      ...renderToStaticMarkup(<Sparkline minutes={minutes} />).matchAll(/ d="([^"]*)"/g),
    ].map(([, path = '']) => path)
    const of = (path: string) =>
      path.match(/[\d.]+,[\d.]+/g)?.map((point) => Number(point.split(',')[1])) ?? []
    return { came: of(came), done: of(done) }
  }
  const { came, done } = heightsIn(hourOf({ in: 8, out: 2 }, { in: 0, out: 4 }))
  expect(Math.min(...came)).toBe(1)
  expect(came.at(58)).toBe(1)
  expect(done.slice(-3)).toEqual([27, 20.5, 14])
  expect(new Set(Object.values(heightsIn(hourOf())).flat())).toEqual(new Set([27]))
})

test('its numbers stand in a table by five minutes, the latest first', () => {
  const hour = { OrderQueue: hourOf({ in: 1200, out: 1 }, ...Array<Moved>(4).fill({ in: 1, out: 2 })) }
  const html = renderToStaticMarkup(<LastHour hour={hour} />)
  const rows = [...html.matchAll(/data-wide="true">([^<]*)<\/th><td[^>]*>([^<]*)</g)].map(
    ([, when, what]) => [when, what],
  )
  expect(rows).toHaveLength(12)
  expect(rows[0]).toEqual(['0 to 5', '1,204 / 9'])
  expect(rows[11]).toEqual(['55 to 60', '0 / 0'])
  expect(renderToStaticMarkup(<LastHour hour={{}} />)).toBe('')
})
