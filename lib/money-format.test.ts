import { expect, test } from 'vitest'
import { formatMoney, localeOf } from './money-format'

test('formats dollars as the locale writes them', () => {
  expect(formatMoney(123456)).toBe('$1,234.56')
  expect(formatMoney(123456, 'de-DE')).toMatch(/^1\.234,56\s\$$/)
  expect(formatMoney(0, 'en-GB')).toBe('US$0.00')
})

test.each([
  ['de-CH,de;q=0.9,en;q=0.8', 'de-CH'],
  ['en;q=0.3, fr-CA;q=0.9', 'fr-CA'],
  ['xx-XX, ja', 'ja'],
  ['en-QQ', 'en'],
  ['fr;q=0, nl', 'nl'],
  ['*', 'en-US'],
  ['de_DE; DROP, <script>', 'en-US'],
  ['', 'en-US'],
  [null, 'en-US'],
])('Accept-Language %j is written as %s', (header, locale) => {
  expect(localeOf(header)).toBe(locale)
})
