import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ChangeId } from '@/lib/basket/change-basket'
import { ChangeFields } from './form'

const renderedId = () => /value="([^"]*)"/.exec(renderToStaticMarkup(<ChangeFields />))?.[1]

test('a form that is rendered again names another change', () => {
  const [first, second] = [renderedId(), renderedId()]
  expect(ChangeId.safeParse(first).success).toBe(true)
  expect(ChangeId.safeParse(second).success).toBe(true)
  expect(second).not.toBe(first)
})
