export const PlaceOrderPage = () => null
