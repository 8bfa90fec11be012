import { useSyncExternalStore } from 'react'

let searched = ''
const listeners = new Set<() => void>()

/** Tells the search field in the header which words the page shows results for. */
export function showSearched(words: string) {
  searched = words
  for (const listener of listeners) listener()
}

export const useSearched = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => searched,
    () => '',
  )
