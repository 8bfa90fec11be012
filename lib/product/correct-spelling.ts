import { askedFor, type Indexed, mentions, search, unspaced } from './search'

const mostSpellings = 3
const mostMisspelt = 2

/**
 * `q` in words of the catalogue, where some of its words are in none of it and are spelt much like one that is; undefined
 * where that finds nothing. A word that is found stays as it is.
 */
export function correctSpelling<Entry>(catalogue: Indexed<Entry>[], q: string): string | undefined {
  const words = askedFor(q)
  const isFound = words.map((word) => catalogue.some((known) => mentions(known, word)))
  const misspelt = isFound.filter((found) => !found).length
  if (misspelt === 0 || misspelt > mostMisspelt) return undefined
  const vocabulary = vocabularyOf(catalogue)
  const spellings = words.map((word, index) => (isFound[index] ? [word] : spellingsOf(word, vocabulary)))
  return combined(spellings).find((spelling) => search(catalogue, spelling).length > 0)
}

/** Every word of the catalogue; those of names first, then of categories, then of descriptions. */
const vocabularyOf = (catalogue: Indexed<unknown>[]): string[] => [
  ...new Set(
    (['name', 'category', 'description'] as const).flatMap((part) =>
      catalogue.flatMap((known) => known[part]),
    ),
  ),
]

/** None for a word with a digit, which is rather another model, and for scripts where each sign is a word. */
function spellingsOf(word: string, vocabulary: string[]): string[] {
  if (/\p{N}/u.test(word) || unspaced.test(word)) return []
  const letters = Array.from(word)
  const most = editsAllowed(letters.length)
  return vocabulary
    .map((known) => ({ known, edits: editsBetween(letters, Array.from(known), most) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits || Number(b.known[0] === word[0]) - Number(a.known[0] === word[0]))
    .slice(0, mostSpellings)
    .map(({ known }) => known)
}

/** Short words are too much like each other. */
function editsAllowed(length: number) {
  if (length < 3) return 0
  return length < 6 ? 1 : 2
}

/** How many letters are missing, too many, others or in each other's place; Infinity where those are more than `most`. */
function editsBetween(one: string[], other: string[], most: number): number {
  if (most === 0 || Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY
  let [before, last]: number[][] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (const [y, letter] of one.entries()) {
    const row = [y + 1]
    for (const [x, otherLetter] of other.entries()) {
      const at = (of: number[] | undefined, place: number) => of?.[place] ?? Number.POSITIVE_INFINITY
      const isSwap = y > 0 && x > 0 && letter === other[x - 1] && one[y - 1] === otherLetter
      row.push(
        Math.min(
          at(last, x + 1) + 1,
          at(row, x) + 1,
          at(last, x) + Number(letter !== otherLetter),
          isSwap ? at(before, x - 1) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    if (Math.min(...row) > most) return Number.POSITIVE_INFINITY
    ;[before, last] = [last, row]
  }
  return last?.[other.length] ?? Number.POSITIVE_INFINITY
}

/** Every way to take one of each, as words with spaces between them; the first of all of them first. */
const combined = (choices: string[][]): string[] =>
  choices
    .reduce<string[][]>((ways, words) => ways.flatMap((way) => words.map((word) => [...way, word])), [[]])
    .map((way) => way.join(' '))
