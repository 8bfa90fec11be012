import { expect, test } from 'vitest'
import { contactEmail } from './contact-email'

test('shoppers may write to the address in CONTACT_EMAIL, and to nobody where it names none', () => {
  expect(contactEmail({ CONTACT_EMAIL: ' hello@shop.example ' })).toBe('hello@shop.example')
  expect(contactEmail({ CONTACT_EMAIL: ' ' })).toBeUndefined()
  expect(contactEmail({})).toBeUndefined()
})

test.each([
  'hello',
  'hello@',
  'javascript:alert(1)',
  'a@b.example?bcc=c@d.example',
])('%s is no address', (given) => {
  expect(() => contactEmail({ CONTACT_EMAIL: given })).toThrow('CONTACT_EMAIL must be an e-mail address')
})
