import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Formats } from '../ui/formats'
import { LogTime } from './log-time'

const told = (zone: string) =>
  renderToStaticMarkup(
    <Formats locale="en" zone={zone}>
      <LogTime iso="2026-11-30T07:25:06.000Z" />
    </Formats>,
  ).replace(/<[^>]+>/g, '')

test('a time is told as the operator has it and in UTC, once where these are the same', () => {
  expect(told('Europe/Berlin')).toMatch(/8:25:06\sAM \(07:25:06 UTC\)$/)
  expect(told('UTC')).toMatch(/7:25:06\sAM$/)
})
