import { useEffect, useTransition } from 'react'
import { EmptyState } from './empty-state'
import { keepFocus } from './keep-focus'

export function FaultNote({ retry }: { retry: () => void }) {
  const [trying, start] = useTransition()

  // The button goes with the note, whether the page comes back or fails again.
  useEffect(() => keepFocus, [])

  return (
    <div role="alert" className="pt-4 md:pt-8">
      {/* The page may have failed before it had one. */}
      <title>That did not work | Swoon</title>
      <EmptyState
        category="Wear"
        image="/products/reading-chair.webp"
        heading="That did not work"
        level="h1"
        fallen
        actions={
          <>
            <button
              type="button"
              aria-disabled={trying}
              onClick={() => trying || start(retry)}
              className="button button-strong"
            >
              {trying ? 'Trying again…' : 'Try again'}
            </button>
            <a href="/" className="button button-quiet">
              Go to the shop
            </a>
          </>
        }
      >
        Something broke on our side, not yours. Please try again. If you were placing an order, trying again
        never places it twice.
      </EmptyState>
    </div>
  )
}
