export const ServicePage = () => null
