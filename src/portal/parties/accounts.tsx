export const AccountsPage = () => null
