/** A word whose letters lose their balance one after the other, as globals.css tells them. Read out, it is the word. */
export function Swooning({ word }: { word: string }) {
  return (
    <>
      <span className="sr-only">{word}</span>
      <span aria-hidden="true" className="swooning">
        {[...word].map((letter, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word's letters never change places
          <b key={index}>{letter}</b>
        ))}
      </span>
    </>
  )
}
