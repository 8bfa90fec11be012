import type { CatalogueEntry } from './product'

/** Letters that no decomposition takes apart, as people type them without their keys. */
const plain = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ς: 'σ' }

/** Lower case without diacritics, the same in every locale. */
const folded = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðłþıς]/g, (letter) => plain[letter as keyof typeof plain])
    // Hangul as syllables again.
    .normalize('NFC')

const word = /[\p{L}\p{N}]+|\p{Regional_Indicator}{2}|\p{Extended_Pictographic}/gu
const hyphen = '[-\u00ad\u2010-\u2015\u2212]'
const compound = new RegExp(`[\\p{L}\\p{N}]+(?:${hyphen}[\\p{L}\\p{N}]+)+`, 'gu')
const hyphens = new RegExp(hyphen, 'g')

/** Words of letters and digits, and signs like emoji each by itself. */
export const wordsOf = (text: string): string[] => folded(text).match(word) ?? []

/** What hyphens hold together, as one word. */
const compoundsOf = (text: string): string[] =>
  (folded(text).match(compound) ?? []).map((parts) => parts.replace(hyphens, ''))

const joined = (words: string[]) => words.slice(1).map((next, index) => `${words[index]}${next}`)

/** Of the name also its neighbours, and of all what hyphens hold together, as one word. */
type Words = Record<'name' | 'nameJoined' | 'category' | 'description', string[]>
export type Indexed<Entry> = Words & { entry: Entry }

const allWordsOf = (text: string) => [...wordsOf(text), ...compoundsOf(text)]

export const indexed = <Entry extends CatalogueEntry>(entry: Entry): Indexed<Entry> => ({
  entry,
  name: wordsOf(entry.name),
  nameJoined: [...joined(wordsOf(entry.name)), ...compoundsOf(entry.name)],
  category: allWordsOf(entry.category),
  description: allWordsOf(entry.description),
})

/** Scripts that put no spaces between words, or build them of many: a part of any length is found. */
export const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u

const segmenter = new Intl.Segmenter('en', { granularity: 'word' })
const segmentsOf = (run: string) => Array.from(segmenter.segment(run), ({ segment }) => segment)

/** What is asked for; where no spaces part the words, whatever Unicode takes for one. */
export const askedFor = (q: string) =>
  wordsOf(q)
    .slice(0, mostWords)
    .flatMap((run) => (unspaced.test(run) ? segmentsOf(run) : [run]))
    .slice(0, mostWords)

/** The words as they are, or with two neighbours as one: "wi fi" also means a wifi. */
const readingsOf = (words: string[]) => [
  words,
  ...joined(words).map((pair, index) => words.toSpliced(index, 2, pair)),
]

const mostWords = 10

/** What a word of the query is worth where it is found; the best place counts. */
const worth = { nameWord: 100, nameStart: 80, nameWithin: 60, category: 40, description: 20, within: 10 }

function worthOf(word: string, { name, nameJoined, category, description }: Words): number {
  const starts = startsWith(word)
  const within = (known: string) => (word.length > 2 || unspaced.test(word)) && known.includes(word)
  if (name.includes(word)) return worth.nameWord
  if (name.some(starts) || nameJoined.some(starts)) return worth.nameStart
  if (name.some(within)) return worth.nameWithin
  if (category.some(starts)) return worth.category
  if (description.some(starts)) return worth.description
  if (category.some(within) || description.some(within)) return worth.within
  return 0
}

/** Whether `word` is found anywhere in `known`, by itself. */
export const mentions = (known: Words, word: string) => worthOf(word, known) > 0

/** Whoever types "cups" also means a cup. */
function startsWith(word: string) {
  const singular = word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word
  return (known: string) => known.startsWith(word) || known === singular
}

/** What mentions every word of `q`, names before categories before descriptions, ties in the order given. */
export function search<Entry>(catalogue: Indexed<Entry>[], q: string): Entry[] {
  const words = askedFor(q)
  if (words.length === 0) return []
  const readings = readingsOf(words)
  return best(catalogue, 1, (known) => Math.max(...readings.map((reading) => worthOfAll(reading, known))))
}

/** 0 where one of them is not found. */
function worthOfAll(words: string[], known: Words): number {
  const worths = words.map((word) => worthOf(word, known))
  return worths.includes(0) ? 0 : worths.reduce((sum, worth) => sum + worth)
}

/** The entries that score `least` or more, the best first. */
const best = <Entry>(
  catalogue: Indexed<Entry>[],
  least: number,
  scoreOf: (known: Words) => number,
): Entry[] =>
  catalogue
    .map((known) => ({ entry: known.entry, score: scoreOf(known) }))
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry)

const leastLikeness = 0.3

/** The entries whose names are spelt most like `q`, for a query that found nothing. */
export function nearest<Entry>(catalogue: Indexed<Entry>[], q: string, count: number): Entry[] {
  const words = wordsOf(q).slice(0, mostWords).map(trigrams)
  return best(catalogue, leastLikeness, ({ name }) => likenessOf(words, name.map(trigrams))).slice(0, count)
}

const likenessOf = (words: Set<string>[], name: Set<string>[]) =>
  Math.max(0, ...words.flatMap((word) => name.map((known) => dice(word, known))))

function trigrams(word: string): Set<string> {
  const padded = `  ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)))
}

/** Dice's coefficient: 1 for the same trigrams, 0 for none in common. */
function dice(one: Set<string>, other: Set<string>): number {
  const shared = [...one].filter((trigram) => other.has(trigram)).length
  return (2 * shared) / (one.size + other.size)
}
