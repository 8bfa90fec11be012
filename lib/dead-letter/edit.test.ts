import { expect, test } from 'vitest'
import { checkoutDetail, envelopeOf } from '../../tests/sqs-records'
import { eventTypes } from '../events'
import { understand } from '../plan/understand'
import { differences, editedBody, fieldsOf, withoutContact } from './edit'

const [line] = checkoutDetail.items
const poison = envelopeOf('CheckoutBasket', {
  ...checkoutDetail,
  items: [
    { ...line, quantity: 'two' },
    { productId: 'pan', price: 3.5, quantity: 1 },
  ],
})

test('every field of an event is shown as its schema has it, with what is wrong with it', () => {
  const fields = new Map(fieldsOf(poison)?.map((field) => [field.path, field]))
  expect(fields.get('detail.items[0].quantity')).toMatchObject({
    ...{ kind: 'number', value: 'two', isRequired: true, error: expect.stringContaining('expected number') },
  })
  expect(fields.get('detail.items[1].productName')).toMatchObject({ value: '', error: expect.any(String) })
  expect(fields.get('detail.items[1].quantity')).toEqual({
    ...{ path: 'detail.items[1].quantity', kind: 'number', value: '1', isRequired: true },
  })
  expect(fields.has('detail.contact.name')).toBe(false)
  for (const type of eventTypes) expect(fieldsOf(envelopeOf(type, {}))?.length).toBeGreaterThan(3)
  expect([fieldsOf('not json'), fieldsOf(envelopeOf('GiftWrapped', {}))]).toEqual([undefined, undefined])
})

test('a fixed copy parses, differs in what was fixed alone, and leaves the original as it was', () => {
  const original = poison
  const fixed = editedBody(poison, {
    'detail.items[0].quantity': '2',
    'detail.items[1].productName': 'Pan',
    'detail.totalPrice': '72.5',
    'detail.items[1].price': '3.5',
  })
  expect(understand('ordering', poison)).toHaveProperty('malformed')
  expect(understand('ordering', fixed)).toMatchObject({ event: { detail: { totalPrice: 7250 } } })
  expect(differences(poison, fixed)).toEqual([
    { path: 'detail.totalPrice', before: '69', after: '72.5' },
    { path: 'detail.items[0].quantity', before: 'two', after: '2' },
    { path: 'detail.items[1].productName', before: '', after: 'Pan' },
  ])
  expect(poison).toBe(original)
  expect(editedBody(poison, {})).toBe(JSON.stringify(JSON.parse(poison)))
})

test('what is emptied goes where it may, and what is no number stays what was typed', () => {
  const body = envelopeOf('StockReleased', {
    ...checkoutDetail,
    at: '2026-11-22T10:00:00.000Z',
    cancelled: true,
  })
  const edited = editedBody(body, {
    'detail.at': '',
    'detail.cancelled': 'false',
    'detail.items[0].price': 'much',
  })
  expect(differences(body, edited)).toEqual([
    { path: 'detail.items[0].price', before: '34.5', after: 'much' },
    { path: 'detail.at', before: '2026-11-22T10:00:00.000Z', after: '' },
    { path: 'detail.cancelled', before: 'true', after: 'false' },
  ])
  expect(editedBody('not json', { x: 'y' })).toBe('not json')
  expect(differences('a', 'b')).toEqual([{ path: 'body', before: 'a', after: 'b' }])
})

test('what is kept for ever names nobody', () => {
  const contact = { name: 'Ada', country: 'HK', address: ['1 Long Lane'] }
  const body = envelopeOf('CheckoutBasket', { ...checkoutDetail, contact })
  expect(withoutContact(body)).not.toMatch(/Ada|Long Lane/)
  expect(withoutContact(body)).toContain('"quantity":2')
  expect(withoutContact(poison)).toBe(poison)
})
