/** A word whose letters lose their balance one after the other, the last one most. Read out, it is the word. */
export const Swooning = ({ word }: { word: string }) => (
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
