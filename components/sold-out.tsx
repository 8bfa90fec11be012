export function SoldOut({ round = false }: { round?: boolean }) {
  const shape = round ? 'bg-surface/80 px-4 text-sm' : 'button-strong min-h-13 px-8'
  return (
    <button type="button" disabled className={`button ${shape}`}>
      Sold out
    </button>
  )
}
