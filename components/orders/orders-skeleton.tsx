/** Apart from what it stands for: a prefetched shell loads the scripts of all that it shows. */
export const OrdersSkeleton = () => (
  <div className="grid gap-8">
    <div className="bone h-36 rounded-card md:h-21" />
    <OrderSkeleton />
  </div>
)

/** One order where nothing is known of it yet. */
export const OrderSkeleton = () => (
  <div aria-hidden="true" className="panel grid gap-5 p-5 sm:p-7">
    <div className="bone h-13 w-48" />
    <div className="bone h-30 sm:h-18" />
    <div className="bone h-35" />
  </div>
)
