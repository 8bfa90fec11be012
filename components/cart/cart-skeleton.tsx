/** Apart from the cart: a prefetched shell loads the scripts of all that it shows. */
export const CartSkeleton = () => (
  <div aria-hidden="true" className="@container">
    <div className="cart-columns">
      <div className="grid gap-5">
        <div className="bone h-22 rounded-card @lg:h-32" />
        <div className="bone h-22 rounded-card @lg:h-32" />
      </div>
      <div className="bone h-96 rounded-card" />
    </div>
  </div>
)
