'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'

type Props = {
  /** Where `g` and a letter lead, with its name. */
  pages: readonly { key: string; name: string; address: string }[]
}

/** The keys of the console, and the dialog that tells them. Nothing happens while somebody writes. */
export function Keys({ pages }: Props) {
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const begunAt = useRef(Number.NEGATIVE_INFINITY)

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
    const isSecond = event.timeStamp - begunAt.current < 1_500
    begunAt.current = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    if (isSecond) {
      const page = pages.find(({ key }) => key === event.key)
      if (page) router.push(page.address)
    } else if (event.key === '/') focusSearch()
    else if (event.key === 'j' || event.key === 'k') moveRow(event.key === 'j' ? 1 : -1)
    else if (event.key === 'x') markRow()
    else if (event.key === '?') dialog.current?.showModal()
    else return
    event.preventDefault()
  })

  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  return (
    <>
      <button
        type="button"
        onClick={() => dialog.current?.showModal()}
        className="button button-plain max-md:hidden"
        aria-haspopup="dialog"
      >
        Keys
      </button>
      <dialog
        ref={dialog}
        aria-labelledby="keys-heading"
        className="panel m-auto max-w-md p-6 text-ink backdrop:bg-scrim"
      >
        <h2 id="keys-heading" className="panel-title mb-4">
          Keys
        </h2>
        <dl className="data-pairs">
          <Key keys="/" does="Search" />
          {pages.map(({ key, name }) => (
            <Key key={key} keys={`g ${key}`} does={name} />
          ))}
          <Key keys="j k" does="Next row, row before" />
          <Key keys="Enter" does="Open it" />
          <Key keys="x" does="Mark the row, where rows can be marked" />
          <Key keys="?" does="These keys" />
        </dl>
        <form method="dialog" className="mt-5">
          <button type="submit" className="button button-quiet">
            Close
          </button>
        </form>
      </dialog>
    </>
  )
}

const Key = ({ keys, does }: { keys: string; does: string }) => (
  <>
    <dt>
      <kbd className="font-semibold text-ink">{keys}</kbd>
    </dt>
    <dd>{does}</dd>
  </>
)

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), select, textarea, dialog, [contenteditable]') !== null

const seen = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility())

const focusSearch = () => seen('[data-console-search]')[0]?.focus()

/** Marks the row that has the focus, or takes its mark away. */
const markRow = () =>
  document.activeElement?.closest('[data-row]')?.querySelector<HTMLElement>('[data-mark]')?.click()

/** Puts the focus on what can be opened in the row after the one that has it, or before. */
function moveRow(by: 1 | -1) {
  const rows = seen('[data-row]').filter((row) => row.querySelector('a, button'))
  const at = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by]
  next?.querySelector<HTMLElement>('a, button')?.focus()
}
