import { expect, test } from 'vitest'
import { correctSpelling } from './correct-spelling'
import { Product } from './product'
import { indexed } from './search'
import seed from './seed.json'

const named = (name: string, description = '') =>
  indexed(Product.parse({ id: name, name, description, price: 1, category: 'Desk', availableStock: 1 }))
const shop = [...seed.map((row) => indexed(Product.parse(row))), named('Paper Lantern')]

test.each([
  ['lantren', 'lantern'],
  ['lanern', 'lantern'],
  ['LANTERNN', 'lantern'],
  ['teapto', 'teapot'],
  ['saxaphone', 'saxophone'],
  ['headfones', 'headphones'],
  ['feild camra', 'field camera'],
  ['ember teapott', 'ember teapot'],
  ['kichen', 'kitchen'],
])('%s is taken for %s: letters swapped, missing, too many or others', (typed, meant) => {
  expect(correctSpelling(shop, typed)).toBe(meant)
})

test.each(['teapot', 'teapot saxophone', 'tea', 'mirror'])('%s is found word by word and stays', (typed) => {
  expect(correctSpelling(shop, typed)).toBeUndefined()
})

test.each([
  'zzzzqq',
  'xy',
  'unicorn hedgehog',
  'lantren camra guittar',
  'nothing-like-it',
  '!!',
  '',
])('“%s” is like nothing, or like too much', (typed) => {
  expect(correctSpelling(shop, typed)).toBeUndefined()
})

test('a number is another model and no mistake, and a sign that is a word has no like', () => {
  const catalogue = [named('Kettle 2000'), named('日本製の急須')]
  expect(correctSpelling(catalogue, 'kettle 2001')).toBeUndefined()
  expect(correctSpelling(catalogue, '日本製の急顔')).toBeUndefined()
  expect(correctSpelling(catalogue, 'ketle 2000')).toBe('kettle 2000')
})

test('letters of any script and with any mark are compared as they are searched', () => {
  const catalogue = [named('Crème Brûlée Torch'), named('Чайник'), named('Οδυσσεύς')]
  expect(correctSpelling(catalogue, 'creme brulée torhc')).toBe('creme brulee torch')
  expect(correctSpelling(catalogue, 'чаиникк')).toBe('чаиник')
  expect(correctSpelling(catalogue, 'οδυσεύς')).toBe('οδυσσευσ')
})

test('of several the nearest is taken that finds something beside the other words', () => {
  const catalogue = [named('Blue Lamp'), named('Red Lamb'), named('Green Camp')]
  expect(correctSpelling(catalogue, 'red lamq')).toBe('red lamb')
  expect(correctSpelling(catalogue, 'blue lamq')).toBe('blue lamp')
})
