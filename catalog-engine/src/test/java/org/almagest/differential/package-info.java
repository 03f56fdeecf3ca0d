/** Random queries whose answers are the same on each engine. */
package org.almagest.differential;
