import { expect, test } from 'vitest'
import { Product } from './product'
import { indexed, nearest, search, wordsOf } from './search'
import seed from './seed.json'

const named = (name: string, description = '', category = 'Desk') => ({
  ...Product.parse({ id: name, name, description, price: 1, category, availableStock: 1 }),
})
const shop = seed.map((row) => indexed(Product.parse(row)))
const find = (q: string, catalogue = shop) => search(catalogue, q).map(({ name }) => name)

test('a name is found by the beginning of its words, in any case and any order', () => {
  expect(find('teap')).toEqual(['Ember Teapot'])
  expect(find('TEAPOT ember')).toEqual(['Ember Teapot'])
  expect(find('  field   NOTE ')).toEqual(['Field Notebook'])
})

test('a word inside a word is found after those that begin with it', () => {
  const catalogue = [named('Teapot'), named('Pot Plant'), named('Compote')].map(indexed)
  expect(find('pot', catalogue)).toEqual(['Pot Plant', 'Teapot', 'Compote'])
})

test('names come before categories, categories before descriptions', () => {
  const catalogue = [
    named('Candle', 'Light for the kitchen'),
    named('Pan', 'Copper', 'Kitchen'),
    named('Kitchen Scale', 'Weighs'),
  ].map(indexed)
  expect(find('kitchen', catalogue)).toEqual(['Kitchen Scale', 'Pan', 'Candle'])
})

test('every word must be found, each in whatever place', () => {
  expect(find('kitchen cast iron')).toEqual(['Ember Teapot'])
  expect(find('teapot saxophone')).toEqual([])
})

test('diacritics, ligatures and full-width letters are as good as plain ones', () => {
  const catalogue = [named('Crème Brûlée Torch'), named('Smørrebrød Board'), named('Straße Map')].map(indexed)
  expect(find('creme BRULEE', catalogue)).toEqual(['Crème Brûlée Torch'])
  expect(find('crème', catalogue)).toEqual(['Crème Brûlée Torch'])
  expect(find('smorrebrod', catalogue)).toEqual(['Smørrebrød Board'])
  expect(find('strasse', catalogue)).toEqual(['Straße Map'])
  expect(find('ｍａｐ', catalogue)).toEqual(['Straße Map'])
  expect(wordsOf('日本の本 №5')).toEqual(['日本の本', 'no5'])
})

test.each([
  ['日本製の急須', ['急須', '日本', 'の', '日本製', '須', '日本 急須']],
  ['茶壶套装', ['茶壶', '套装', '壶']],
  ['กระเป๋าเดินทาง', ['กระเป๋า', 'เดินทาง', 'ทาง']],
  ['무선 이어폰', ['이어폰', '어폰', '무선', '폰']],
  ['カレーライス皿', ['カレー', 'ライス', 'ﾗｲｽ', '皿', 'ー']],
  ['Mug ☕️ of joy', ['☕', '☕️', 'mug ☕', '☕mug']],
  ['Coder 👩‍💻 Mug 🇯🇵', ['👩‍💻', '💻', '🇯🇵', 'coder💻']],
  ['İSTANBUL Kilim', ['istanbul', 'ıstanbul', 'ISTANBUL']],
  ['ΟΔΥΣΣΕΥΣ Mug', ['οδυσσευς', 'οδυσσευσ', 'Οδυσσεύς']],
  ['Soft\u00adware ﬁle', ['software', 'file', 'FILE']],
])('%s is found by any part of its name', (name, queries) => {
  const catalogue = [named('Something else'), named(name)].map(indexed)
  for (const q of queries) expect(find(q, catalogue), q).toEqual([name])
})

test('what a hyphen joins is found joined, apart and with any hyphen, and the other way round', () => {
  const spellings = ['tshirt', 't shirt', 't-shirt', 'T\u2011Shirt', 'T–SHIRT', 't－shirt']
  for (const name of spellings) {
    const catalogue = [named('Shorts'), named(`Blue ${name}`)].map(indexed)
    for (const q of spellings) expect(find(q, catalogue), `${name} by ${q}`).toEqual([`Blue ${name}`])
  }
  const router = [named('Wifi Router')].map(indexed)
  for (const q of ['wi-fi', 'wi fi', 'wifi', 'wi-fi router']) expect(find(q, router), q).toHaveLength(1)
  expect(find('allinone', [named('All-in-one')].map(indexed))).toHaveLength(1)
})

test('half a character harms nothing', () => {
  for (const q of ['\ud83d', 'cup \udc00', '\ud800\ud800']) expect(() => find(q)).not.toThrow()
  expect(find('morning cup\ud83d')).toEqual(['Morning Cup'])
})

test('a plural finds the one', () => {
  expect(find('cups')).toContain('Morning Cup')
  expect(find('saxophones')).toEqual(['Last Saxophone'])
})

test('nothing but marks finds nothing, and neither do a thousand words', () => {
  expect(find('!!! %')).toEqual([])
  expect(find('')).toEqual([])
  expect(find('.*')).toEqual([])
  expect(find('x '.repeat(1000))).toEqual([])
})

test('a misspelt name has its nearest, and nonsense has none', () => {
  const like = (q: string) => nearest(shop, q, 4).map(({ name }) => name)
  expect(like('hedfones')).toContain('Halo Headphones')
  expect(like('guittar')[0]).toBe('Redline Guitar')
  expect(like('zzzzqq')).toEqual([])
  expect(nearest(shop, 'morning', 1)).toHaveLength(1)
})
