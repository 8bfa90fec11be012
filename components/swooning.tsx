import type { CSSProperties } from 'react'

const degrees = [0, -2, 3, 5, 8, 13, 21, 34]

/** A word whose letters lose their balance one after the other. Read out, it is the word. */
export function Swooning({ word }: { word: string }) {
  const letters = [...word]
  return (
    <>
      <span className="sr-only">{word}</span>
      <span aria-hidden="true" className="whitespace-nowrap">
        {letters.map((letter, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a word's letters never change places
            key={index}
            className="swoon"
            style={leaning(degrees[index + degrees.length - letters.length] ?? 0, index)}
          >
            {letter}
          </span>
        ))}
      </span>
    </>
  )
}

const leaning = (fall: number, index: number): CSSProperties => ({
  rotate: `${fall}deg`,
  translate: `${fall / 700}em ${fall / 420}em`,
  animationDelay: `${150 + index * 40}ms`,
})
