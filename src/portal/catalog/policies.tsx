export const PoliciesPage = () => null
