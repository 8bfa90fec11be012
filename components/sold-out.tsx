export function SoldOut({ className = '' }: { className?: string }) {
  return (
    <button type="button" disabled className={`button button-strong ${className}`}>
      Sold out
    </button>
  )
}
