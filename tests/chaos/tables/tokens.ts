import { invalid } from './errors'

const token = /\s*(<=|>=|<>|[=<>(),+\-.[\]]|[:#]?[A-Za-z0-9_]+)/y

export type Tokens = ReturnType<typeof tokensOf>

/** The tokens of one expression, to be read from left to right. */
export function tokensOf(text: string) {
  const all: string[] = []
  token.lastIndex = 0
  while (text.slice(token.lastIndex).trim() !== '') {
    const at = token.lastIndex
    const [, found] = token.exec(text) ?? []
    if (!found) throw invalid(`Syntax error near "${text.slice(at)}" in "${text}"`)
    all.push(found)
  }
  let position = 0
  const peek = (ahead = 0) => all[position + ahead] ?? ''
  const isNext = (word: string) => peek().toUpperCase() === word
  const take = () => {
    const next = peek()
    if (next === '') throw invalid(`"${text}" ends too early`)
    position++
    return next
  }
  const takeIf = (word: string) => {
    if (!isNext(word)) return false
    position++
    return true
  }
  const expect = (word: string) => {
    if (!takeIf(word)) throw invalid(`"${word}" expected before "${peek()}" in "${text}"`)
  }
  return { text, all, peek, isNext, take, takeIf, expect, isAtEnd: () => position === all.length }
}
