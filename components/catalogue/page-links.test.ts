import { expect, test } from 'vitest'
import { pagesAround } from './page-links'

test.each([
  [1, 2, [1, 2]],
  [1, 42, [1, 2, undefined, 42]],
  [2, 42, [1, 2, 3, undefined, 42]],
  [4, 42, [1, undefined, 3, 4, 5, undefined, 42]],
  [12, 42, [1, undefined, 11, 12, 13, undefined, 42]],
  [41, 42, [1, undefined, 40, 41, 42]],
  [42, 42, [1, undefined, 41, 42]],
  [2, 3, [1, 2, 3]],
])('on page %i of %i are the first, the last and the neighbours', (page, pages, shown) => {
  expect(pagesAround(page, pages)).toEqual(shown)
})
