import type { Product } from '@/lib/product/product'
import { ProductImage } from '../ui/picture'
import { productPictureSizes } from '../ui/picture-sizes'

type Props = Pick<Product, 'category'> & { image: string | undefined; soldOut: boolean }

/** A product's picture on its category's ground, as large as its page shows it. */
export const ProductGround = ({ category, image, soldOut }: Props) => (
  <div data-category={category} className="product-ground group bg-(--tint)">
    <ProductImage
      image={image}
      sizes={productPictureSizes}
      soon="first"
      dim={soldOut}
      className="size-[66%]"
    />
  </div>
)
