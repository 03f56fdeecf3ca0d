/** What the disk owes us: files that outlive a power failure, trees that go as a whole. */
@NullMarked
package org.almagest.files;

import org.jspecify.annotations.NullMarked;
