export function SoldOut({ round = false }: { round?: boolean }) {
  return (
    <button type="button" disabled className={round ? 'card-sold-out' : 'button button-strong min-h-13 px-8'}>
      Sold out
    </button>
  )
}
