export function CartSkeleton() {
  return (
    <div
      data-pending
      aria-hidden="true"
      className="grid items-start gap-8 lg:grid-cols-[1fr_22rem] lg:gap-14"
    >
      <div className="grid gap-6">
        {['first', 'second'].map((row) => (
          <div key={row} className="grid grid-cols-[5.5rem_1fr] gap-4 sm:grid-cols-[8rem_1fr] sm:gap-6">
            <div className="bone aspect-square rounded-card" />
            <div className="grid content-start gap-2">
              <div className="bone h-7 w-2/3" />
              <div className="bone h-5 w-24" />
            </div>
          </div>
        ))}
      </div>
      <div className="bone h-96 rounded-card" />
    </div>
  )
}
