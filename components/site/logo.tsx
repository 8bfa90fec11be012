/** A heart that has just tipped over. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-8 shrink-0">
      <path
        d="M16 28.5S3.5 20.6 3.5 12.2A6.7 6.7 0 0 1 16 8.9a6.7 6.7 0 0 1 12.5 3.3c0 8.4-12.5 16.3-12.5 16.3Z"
        transform="rotate(-16 16 16) scale(.94) translate(1 1)"
        className="fill-accent"
      />
    </svg>
  )
}
