import * as z from 'zod'
import { addressNeeds, isCountry, postcodeExample } from './countries'
import { internationalPhone } from './phone'
import type { Contact } from './purchase'

/** Marks of direction come along with what is pasted, and are not seen. */
const unseen = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
const tidy = (text: string) =>
  text
    .normalize('NFC')
    .replace(unseen, '')
    .replace(/\p{Zs}+/gu, ' ')
    .trim()

/** Neither control characters nor line breaks nor halves of characters. */
const printable = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u

const text = (missing: string, most: number) =>
  z
    .string(missing)
    .overwrite(tidy)
    .max(most, `Use ${most} characters at most.`)
    .regex(printable, 'Use one line, without control characters.')

const required = (missing: string, most: number) => text(missing, most).min(1, missing)
const optional = (most: number) => text('Use text.', most).optional()

const Country = z
  .string('Choose a country.')
  .overwrite((code) => code.trim().toUpperCase())
  .max(2, { error: 'Choose a country.', abort: true })
  .refine(isCountry, 'Choose a country.')

/** One e-mail address as people write it, tidied: what a mail to it would read as several is refused. */
export const EmailAddress = required('Enter an e-mail address.', 254).regex(
  /^[^\s@<>,;]+@[^\s@.<>,;]+(?:\.[^\s@.<>,;]+)+$/u,
  'Write it like name@example.com.',
)

/** Judged by the country as soon as that is known, whatever else is wrong. */
const where = z.object({ country: Country })
const when = ({ value }: { value: unknown }) => where.safeParse(value).success

/**
 * What a shopper says of a contact, tidied: names of any script and of one word, an address with the parts that those of
 * its country have. Each fault names its field, and none repeats what it held.
 */
export const CheckedContact = z
  .object({
    name: required('Enter a name.', 200),
    email: EmailAddress,
    phone: optional(40),
    country: Country,
    address: z.array(text('Use text.', 200)).max(3, 'Use three lines at most.'),
    city: optional(100),
    region: optional(100),
    postcode: optional(20),
  })
  .refine(({ address }) => Array.isArray(address) && address.some(Boolean), {
    path: ['address', 0],
    error: 'Enter street and number, or what leads there.',
    when,
  })
  .refine(({ country, city }) => city || addressNeeds(country).city !== 'always', {
    path: ['city'],
    error: 'Enter a town or city.',
    when,
  })
  .refine(({ country, region }) => region || addressNeeds(country).region !== 'always', {
    path: ['region'],
    error: 'Enter a state, province or region.',
    when,
  })
  .refine(({ country, postcode }) => postcode || addressNeeds(country).postcode !== 'always', {
    path: ['postcode'],
    error: 'Enter a postcode.',
    when,
  })
  .refine(({ country, postcode }) => !postcode || !postcodeExample(country, postcode), {
    path: ['postcode'],
    error: ({ input }) => {
      const { country, postcode } = input as { country: string; postcode: string }
      return `Write it like ${postcodeExample(country, postcode)}.`
    },
    when,
  })
  .refine(({ country, phone }) => !phone || internationalPhone(phone, country), {
    path: ['phone'],
    error: 'Write it with its country code, such as +44 20 7946 0958, or leave it out.',
    when,
  })
  .transform(({ name, email, phone, country, address, ...rest }): Contact => {
    const dialled = phone && internationalPhone(phone, country)
    return {
      name,
      email,
      country,
      address: address.filter(Boolean),
      ...present({ ...rest, phone: dialled }),
    }
  })

const present = (parts: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(parts).filter(([, text]) => text))
