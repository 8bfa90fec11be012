export function CartSkeleton() {
  return (
    <div data-pending aria-hidden="true" className="@container">
      <div className="grid items-start gap-8 @3xl:grid-cols-[1fr_22rem] @3xl:gap-14">
        <div className="grid gap-5">
          {['first', 'second'].map((row) => (
            <div key={row} className="grid grid-cols-[5.5rem_1fr] gap-4 @lg:grid-cols-[8rem_1fr] @lg:gap-6">
              <div className="bone aspect-square rounded-card" />
              <div className="grid content-start gap-3">
                <div className="bone h-7 w-2/3" />
                <div className="bone h-5 w-24" />
                <div className="bone h-11 w-36 rounded-full" />
              </div>
            </div>
          ))}
        </div>
        <div className="bone h-96 rounded-card" />
      </div>
    </div>
  )
}
