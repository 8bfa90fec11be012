/** As large as a card with two products. */
function OrderCardSkeleton() {
  return (
    <div className="grid gap-5 rounded-card bg-surface p-5 shadow-card sm:p-7">
      <div className="flex justify-between">
        <div className="bone h-13 w-48" />
        <div className="bone h-7 w-28 rounded-full" />
      </div>
      <div className="bone h-6 w-3/4" />
      <div className="bone h-30 sm:h-18" />
      <div className="bone h-35" />
      <div className="flex justify-between border-line border-t pt-4">
        <div className="bone h-11 w-32" />
        <div className="bone h-11 w-48 rounded-full" />
      </div>
    </div>
  )
}

export function OrderSkeleton() {
  return (
    <div data-pending aria-hidden="true">
      <OrderCardSkeleton />
    </div>
  )
}

export function OrdersSkeleton() {
  return (
    <div data-pending aria-hidden="true" className="grid gap-8">
      <div className="bone h-36 rounded-card md:h-21" />
      <div className="grid gap-4">
        <div className="bone h-7 w-64" />
        {['first', 'second'].map((card) => (
          <OrderCardSkeleton key={card} />
        ))}
      </div>
    </div>
  )
}
