import { expect, test } from 'vitest'
import { CheckedContact } from './checked-contact'
import { countries } from './countries'
import { Contact } from './purchase'

const berlin = {
  name: 'Erika Mustermann',
  email: 'erika@example.de',
  country: 'DE',
  address: ['Heidestraße 17'],
  city: 'Berlin',
  postcode: '10557',
}

const faults = (contact: object) =>
  CheckedContact.safeParse(contact).error?.issues.map(({ path }) => path.join('.'))

test.each<[who: string, contact: object]>([
  ['one word and no postcode in Hong Kong', { name: '陳', country: 'HK', city: '', postcode: '' }],
  [
    'a name of many, in Ireland without an Eircode',
    { name: 'Seán Ó Súilleabháin', country: 'IE', postcode: '' },
  ],
  ['Arabic in the Emirates', { name: 'محمد بن راشد', country: 'AE', city: 'دبي', postcode: undefined }],
  [
    'Japan in full width',
    { name: '山田 太郎', country: 'JP', region: '東京都', postcode: '１５０－０００１' },
  ],
  ['an apostrophe, a hyphen and a number', { name: "X Æ A-12 O'Brien-Nguyễn III" }],
  ['an e-mail with a plus, of a name in Chinese', { email: '用户+shop@例子.广告' }],
  ['a forces address', { country: 'GB', city: 'BFPO', postcode: 'bf1 2aa' }],
  ['a British postcode without its space', { country: 'GB', postcode: 'sw1a1aa' }],
  ['a nine-digit ZIP code', { country: 'us', region: 'CA', postcode: '94107-1234' }],
  ['a postcode that names its country', { postcode: 'D-10557' }],
  ['Singapore without a city', { country: 'SG', city: '', postcode: '018956' }],
  ['Panama with and without', { country: 'PA', postcode: '' }],
  ['a phone of its own country', { phone: '030 / 9018 20' }],
  ['a phone of another country', { phone: '+44 (0)20 7946 0958' }],
  ['a phone in the digits of Arabic', { country: 'AE', postcode: '', phone: '٠٥٠ ١٢٣ ٤٥٦٧' }],
  ['a phone on Pitcairn', { country: 'PN', city: '', postcode: '', phone: '+64 21 123 456' }],
  ['three lines', { address: ['c/o Schmidt', 'Haus 2', 'Heidestraße 17'] }],
])('takes %s', (_, contact) => {
  expect(faults({ ...berlin, ...contact })).toBeUndefined()
})

test.each<[what: string, contact: object, fields: string[]]>([
  ['nothing at all', {}, ['name', 'email', 'country', 'address']],
  [
    'a country alone',
    { country: 'US', address: ['', ' '] },
    ['name', 'email', 'address.0', 'city', 'region', 'postcode'],
  ],
  ['a name of spaces', { ...berlin, name: '  \u00a0 ' }, ['name']],
  ['a line break', { ...berlin, name: 'Erika\nBcc: all@example.com' }, ['name']],
  ['a null character', { ...berlin, address: ['Heide\0straße'] }, ['address.0']],
  ['half a character', { ...berlin, city: 'Berlin \ud83d' }, ['city']],
  ['no at', { ...berlin, email: 'erika.example.de' }, ['email']],
  ['two addresses', { ...berlin, email: 'a@example.de,b@example.de' }, ['email']],
  ['no domain', { ...berlin, email: 'erika@de' }, ['email']],
  ['a country that there is not', { ...berlin, country: 'XX' }, ['country']],
  ['a country by name', { ...berlin, country: 'Germany' }, ['country']],
  ['a postcode of another country', { ...berlin, postcode: 'SW1A 1AA' }, ['postcode']],
  ['four digits where there are five', { ...berlin, postcode: '1055' }, ['postcode']],
  ['a phone of two digits', { ...berlin, phone: '12' }, ['phone']],
  ['words for a phone', { ...berlin, phone: 'none of yours' }, ['phone']],
  ['a long name', { ...berlin, name: 'x'.repeat(201) }, ['name']],
  ['four lines', { ...berlin, address: ['a', 'b', 'c', 'd'] }, ['address']],
])('refuses %s by its fields', (_, contact, fields) => {
  expect(faults(contact)).toEqual(fields)
})

test('what is taken is tidied, without what is empty, and is what an event carries', () => {
  const typed = {
    ...berlin,
    name: '  Erika \u202a Mustermann\u202c ',
    address: ['Heidestraße 17', ''],
    region: ' ',
  }
  expect(CheckedContact.parse({ ...typed, phone: '', extra: 'x' })).toEqual({
    ...berlin,
    name: 'Erika Mustermann',
  })
  const largest = {
    ...berlin,
    name: '🎁'.repeat(100),
    email: `${'x'.repeat(242)}@example.com`,
    address: Array(3).fill('🎁'.repeat(100)),
    city: 'x'.repeat(100),
    region: 'x'.repeat(100),
    phone: '+49 30 12345678901 ext. 1234567',
  }
  expect(Contact.safeParse(CheckedContact.parse(largest)).error).toBeUndefined()
})

test('a phone is kept as it is dialled from anywhere', () => {
  const kept = (country: string, phone: string) =>
    CheckedContact.parse({ ...berlin, country, postcode: country === 'DE' ? '10557' : 'W1A 0AX', phone })
      .phone
  expect(kept('DE', '030 901820')).toBe('+49 30 901820')
  expect(kept('GB', '(020) 7946-0958')).toBe('+44 20 7946 0958')
  expect(kept('GB', '0049 30 901820')).toBe('+49 30 901820')
})

test('no fault repeats what it found', () => {
  const secret = 'lovelace'
  const said = CheckedContact.safeParse({
    name: `${secret}\n.`,
    email: secret,
    country: secret,
    address: [`${secret}\0`],
    phone: { secret },
  })
  expect(said.error?.issues.length).toBeGreaterThan(4)
  expect(JSON.stringify(said.error?.issues)).not.toContain(secret)
})

test('every country has a name of its own', () => {
  const names = countries().map(({ name }) => name)
  expect(names.length).toBeGreaterThan(245)
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => /^[A-Z]{2}$/.test(name))).toEqual([])
  expect(countries().find(({ code }) => code === 'HK')).toMatchObject({ postcode: 'never', region: 'maybe' })
})
