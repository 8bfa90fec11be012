'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react'
import { catalogueAddress } from '@/lib/address'
import { listId, SearchSuggestions, useSuggestions } from './search-suggestions'

const pauseMs = 300

/** A form that asks for the catalogue by words; with a script also a list to choose from while they are typed. */
export function SearchBox() {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [words, setWords] = useState('')
  /** The field itself is -1, and undefined a list that is closed. */
  const [active, setActive] = useState<number>()
  const found = useSuggestions(words)
  const suggestions = found?.suggestions ?? []
  const expanded = active !== undefined && words !== '' && suggestions.length > 0

  const close = () => setActive(undefined)

  const goTo = (href: string) => {
    clearTimeout(pause.current)
    close()
    input.current?.blur()
    router.push(href)
  }

  /** In the catalogue its page follows what is typed; the first search alone is a step to come back from. */
  function follow(typed: string) {
    clearTimeout(pause.current)
    if (location.pathname !== '/') return
    pause.current = setTimeout(() => {
      // Asked only now: the search before may have come while this one was waited for.
      const searching = new URLSearchParams(location.search).has('q')
      if (!searching && typed === '') return
      scrollTo({ top: 0 })
      router[searching ? 'replace' : 'push'](catalogueAddress({ q: typed }), { scroll: false })
    }, pauseMs)
  }

  function takeUp(field: HTMLInputElement) {
    const typed = field.value.trim()
    setWords(typed)
    setActive(-1)
    follow(typed)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, what was typed before the page ran
  useEffect(() => {
    const field = input.current
    if (field?.value && field === document.activeElement) takeUp(field)
  }, [])

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = expanded && suggestions[active]
    if (step && suggestions.length > 0) setActive(stepped(expanded ? active : -1, step, suggestions.length))
    else if (event.key === 'Escape' && expanded) close()
    else if (event.key === 'Enter' && chosen) goTo(chosen.href)
    else return
    event.preventDefault()
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    goTo(catalogueAddress({ q: input.current?.value.trim() ?? '' }))
  }

  return (
    <search
      className="relative block"
      onBlur={({ relatedTarget, currentTarget }) => currentTarget.contains(relatedTarget) || close()}
    >
      <form action="/" onSubmit={onSubmit}>
        <input
          ref={input}
          type="search"
          name="q"
          aria-label="Search the shop"
          placeholder="Search"
          maxLength={100}
          autoComplete="off"
          enterKeyHint="search"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={expanded}
          aria-controls={listId}
          aria-activedescendant={expanded && active >= 0 ? `${listId}-${active}` : undefined}
          onInput={({ currentTarget }) => takeUp(currentTarget)}
          onFocus={({ currentTarget }) => setWords(currentTarget.value.trim())}
          onKeyDown={onKeyDown}
          className="h-11 w-full rounded-full bg-sunken pr-4 pl-11 placeholder:text-soft"
        />
        <span aria-hidden className="sign sign-search absolute top-3 left-4 size-5 text-soft" />
        <Suspense>
          <ShownWords input={input} />
        </Suspense>
      </form>
      <p aria-live="polite" className="sr-only">
        {active !== undefined && found?.words === words && spoken(found)}
      </p>
      <SearchSuggestions hidden={!expanded} suggestions={suggestions} active={active} choose={goTo} />
    </search>
  )
}

function spoken({ total, corrected }: { total: number; corrected?: string }) {
  if (total === 0) return 'Nothing found'
  const instead = corrected ? `Showing results for ${corrected}. ` : ''
  return `${instead}${total} found. Up and down arrows choose.`
}

/** Keeps in the field, unless it is typed in, which words the catalogue shows results for. */
function ShownWords({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const isCatalogue = usePathname() === '/'
  const words = useSearchParams().get('q') ?? ''
  useEffect(() => {
    const field = input.current
    if (isCatalogue && field && field !== document.activeElement) field.value = words
  }, [input, isCatalogue, words])
  return null
}

/** Around the list and through the field itself, which is -1. */
const stepped = (active: number, step: number, count: number) =>
  ((active + 1 + step + count + 1) % (count + 1)) - 1
