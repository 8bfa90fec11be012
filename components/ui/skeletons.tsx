/** Apart from what they stand for: a prefetched shell loads the scripts of all that it shows. */

export const CartSkeleton = () => (
  <div aria-hidden="true" className="cart-columns">
    <div className="@container grid gap-5">
      <div className="bone h-22 rounded-card @lg:h-32" />
      <div className="bone h-22 rounded-card @lg:h-32" />
    </div>
    <div className="bone hidden h-60 rounded-card beside:block" />
  </div>
)

export const OrdersSkeleton = () => (
  <div className="grid gap-8">
    <div className="bone h-13 rounded-card" />
    <OrderSkeleton />
  </div>
)

export const OrderSkeleton = () => (
  <div aria-hidden="true" className="panel grid gap-5 p-5 sm:p-7">
    <div className="bone h-13 w-48" />
    <div className="bone h-30 sm:h-18" />
    <div className="bone h-35" />
  </div>
)

export const ProductSkeleton = () => (
  <div aria-hidden="true" className="product-columns">
    <div className="product-ground bone" />
    {/* Rows of known height: a part of them that is painted first does not move when the rest arrives. */}
    <div className="grid grid-rows-[auto_1.75rem_2.25rem_3.25rem] content-center gap-5">
      <p className="bone w-4/5 text-title">&nbsp;</p>
      <div className="bone max-w-[42ch]" />
      <div className="bone w-48" />
      <div className="bone w-64 rounded-full" />
    </div>
  </div>
)
