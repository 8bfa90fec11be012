/** ISO 3166-1 alpha-2, with Kosovo, Ascension and Tristan da Cunha, which have post and no code of their own there. */
const codes =
  'AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO ' +
  'JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR ' +
  'MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO ' +
  'RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT ' +
  'TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'

const known = new Set(codes.split(' '))
export const isCountry = (code: string) => known.has(code)

const names = new Intl.DisplayNames(['en'], { type: 'region' })
export const countryName = (code: string) => (isCountry(code) ? names.of(code) : undefined) ?? code

/** Where there are no postcodes. */
const withoutPostcode = new Set(
  (
    'AE AG AO AW BF BI BJ BO BQ BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GA GD GM GQ GY HK JM KI KM KN KP LY ML MO ' +
    'MR MW NR NU QA RW SB SC SL SR ST SX SY TD TF TG TK TL TO TV UG VU YE ZW'
  ).split(' '),
)

/** How they are written where every address has one, by examples: a digit stands for any, a letter for any. */
const postcodes: Record<string, string> = {
  AT: '1010',
  AU: '2000',
  BE: '1000',
  BR: '01310-100',
  CA: 'K1A 0B1',
  CH: '8001',
  CN: '100000',
  CZ: '110 00',
  DE: '10115',
  DK: '1050',
  EE: '10111',
  ES: '28001',
  FI: '00100',
  FR: '75001',
  GB: 'M1 1AE|B33 8TH|CR2 6XH|DN55 1PT|W1A 0AX|EC1A 1BB|GIR 0AA',
  GR: '104 31',
  HU: '1051',
  IN: '110001',
  IT: '00184',
  JP: '100-0001',
  KR: '03051',
  LI: '9490',
  LT: '01100',
  LU: '1009',
  LV: '1010',
  MX: '06000',
  MY: '50000',
  NL: '1012 AB',
  NO: '0150',
  NZ: '6011',
  PL: '00-001',
  PT: '1000-001',
  RO: '010011',
  RU: '101000',
  SE: '111 20',
  SG: '018956',
  SI: '1000',
  SK: '811 01',
  TR: '06100',
  UA: '01001',
  US: '90210|90210-1234',
  ZA: '0001',
}

const withRegion = new Set(['AU', 'BR', 'CA', 'CN', 'IN', 'JP', 'MX', 'US'])
const maybeWithRegion = new Set(
  (
    'AE AR BB BS BY CL CO CR CU CV EG ES FM HK HN ID IE IQ IR IT JM KI KN KR KY KZ MH MN MY MZ NG NI NR PA PE PF PG ' +
    'PH PW RU SC SO SR SV TH TR TV TW UA UY UZ VE VN'
  ).split(' '),
)

/** City states, and places too small to have more than one. */
const maybeWithoutCity = new Set('AC AE AI FK GI GS HK IO MC MO NF NR NU PN SG SH TA TC TK VA'.split(' '))

/** Whether an address has the part: always, for some or never. */
export type Need = 'always' | 'maybe' | 'never'

/** What an address of the country is made of, beyond its lines. What is not known for sure is `maybe`. */
export function addressNeeds(country: string): Record<'city' | 'region' | 'postcode', Need> {
  const some = (never: boolean): Need => (never ? 'never' : 'maybe')
  return {
    city: maybeWithoutCity.has(country) ? 'maybe' : 'always',
    region: withRegion.has(country) ? 'always' : some(!maybeWithRegion.has(country)),
    postcode: postcodes[country] ? 'always' : some(withoutPostcode.has(country)),
  }
}

/** `DE-10115` and `sw1a1aa` are written as people write them. */
const compact = (postcode: string) =>
  postcode
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^[A-Z]{1,3}-(?=\d)/, '')
    .replace(/[\s-]/g, '')

const shapeOf = (postcode: string) => compact(postcode).replace(/\d/g, '9').replace(/[A-Z]/g, 'A')

/** An example of how the country writes its postcodes, where this one is not written so. */
export function postcodeExample(country: string, postcode: string): string | undefined {
  const examples = postcodes[country]?.split('|')
  return examples?.some((example) => shapeOf(example) === shapeOf(postcode)) ? undefined : examples?.[0]
}

/** All of them, by name. */
export const countries = () =>
  [...known]
    .map((code) => ({ code, name: countryName(code), ...addressNeeds(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
