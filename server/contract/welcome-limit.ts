/** How many links the welcome page may offer. By itself, so that pages which ask for it alone are not given all schemas. */
export const mostWelcome = 50;
