/** Who may do what at the practice cluster's API server: tokens, and RBAC over its own objects. */
package dev.egresstls.lab.practice.api.access;
