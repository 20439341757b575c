#pragma once

/*
 * Certificates for tests, made by the openssl command in a folder:
 *
 *   ca.pem         the authority that the client trusts
 *   server         for 127.0.0.1 and localhost; each name is a pair <name>.pem, <name>.key
 *   client         of the client
 *   elsewhere      as server, but for elsewhere.example
 *   expired        as server, but of the past
 *   stranger       as server, but signed by an authority nobody trusts
 */
void certificates_make(const char *folder);
