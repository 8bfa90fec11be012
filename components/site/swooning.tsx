import type { CSSProperties } from 'react'

/** How far each letter falls, counted from the last one. */
const falls = [34, 21, 13, 8, 5, 3, -2]

/** A word whose letters lose their balance one after the other, the last one most. Read out, it is the word. */
export function Swooning({ word }: { word: string }) {
  return (
    <>
      <span className="sr-only">{word}</span>
      <span aria-hidden="true" className="swooning">
        {[...word].map((letter, index) => {
          const fall = falls[word.length - 1 - index] ?? 0
          const style: CSSProperties & { '--fall': number } = {
            '--fall': fall,
            animationDelay: `${150 + 40 * index}ms`,
          }
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word's letters never change places
            <b key={index} style={style}>
              {letter}
            </b>
          )
        })}
      </span>
    </>
  )
}
