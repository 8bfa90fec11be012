import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/**
 * A number as it is dialled from anywhere, where it has a length that numbers of its country have; without a country code
 * it is one of `country`. Whether anybody has it is not asked: new numbers would be turned away.
 */
export function internationalPhone(text: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(text.normalize('NFKC'), {
    ...(isSupportedCountry(country) && { defaultCountry: country }),
    extract: false,
  })
  return number?.isPossible() ? number.formatInternational() : undefined
}
