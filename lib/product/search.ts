import type { CatalogueEntry } from './product'

/** Letters that no decomposition takes apart, as people type them without their keys. */
const plain: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

/** Lower case without diacritics, cut into words of letters and digits. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøđðłþı]/g, (letter) => plain[letter] ?? letter)
    .match(/[\p{L}\p{N}]+/gu) ?? []

export type Indexed<Entry> = { entry: Entry; name: string[]; category: string[]; description: string[] }

export const indexed = <Entry extends CatalogueEntry>(entry: Entry): Indexed<Entry> => ({
  entry,
  name: wordsOf(entry.name),
  category: wordsOf(entry.category),
  description: wordsOf(entry.description),
})

const mostWords = 10

/** What a word of the query is worth where it is found; the best place counts. */
const worth = { nameWord: 100, nameStart: 80, nameWithin: 60, category: 40, description: 20, within: 10 }

function worthOf(word: string, { name, category, description }: Indexed<unknown>): number {
  const starts = startsWith(word)
  const within = (known: string) => word.length > 2 && known.includes(word)
  if (name.includes(word)) return worth.nameWord
  if (name.some(starts)) return worth.nameStart
  if (name.some(within)) return worth.nameWithin
  if (category.some(starts)) return worth.category
  if (description.some(starts)) return worth.description
  if (category.some(within) || description.some(within)) return worth.within
  return 0
}

/** Whoever types "cups" also means a cup. */
function startsWith(word: string) {
  const singular = word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word
  return (known: string) => known.startsWith(word) || known === singular
}

/** What mentions every word of `q`, names before categories before descriptions, ties in the order given. */
export function search<Entry>(catalogue: Indexed<Entry>[], q: string): Entry[] {
  const words = wordsOf(q).slice(0, mostWords)
  if (words.length === 0) return []
  return catalogue
    .map((candidate) => ({ entry: candidate.entry, worths: words.map((word) => worthOf(word, candidate)) }))
    .filter(({ worths }) => !worths.includes(0))
    .map(({ entry, worths }) => ({ entry, worth: worths.reduce((sum, one) => sum + one, 0) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ entry }) => entry)
}

const leastLikeness = 0.3

/** The entries whose names are spelt most like `q`, for a query that found nothing. */
export function nearest<Entry>(catalogue: Indexed<Entry>[], q: string, count: number): Entry[] {
  const words = wordsOf(q).slice(0, mostWords).map(trigrams)
  return catalogue
    .map(({ entry, name }) => ({ entry, likeness: likenessOf(words, name.map(trigrams)) }))
    .filter(({ likeness }) => likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ entry }) => entry)
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
