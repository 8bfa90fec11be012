/** Apart from the cart: a prefetched shell loads the scripts of all that it shows. */
export function CartSkeleton() {
  return (
    <div aria-hidden="true" className="@container">
      <div className="grid items-start gap-8 @3xl:grid-cols-[1fr_22rem] @3xl:gap-14">
        <div className="grid gap-5">
          <div className="bone h-22 rounded-card @lg:h-32" />
          <div className="bone h-22 rounded-card @lg:h-32" />
        </div>
        <div className="bone h-96 rounded-card" />
      </div>
    </div>
  )
}
